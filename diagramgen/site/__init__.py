"""The doors to the outside: the fence in Markdown pages, Graphviz, the lexer, our own site."""
