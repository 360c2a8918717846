"""Words and sentences: stems, quotations, names of things, and the templates that make facts into sentences."""
