"""What evals, benchmarks and campaigns share: real data, cached libraries, tables with their origin."""
