"""The words of each language as data: one package a language, one module a concept."""
