"""The interview questions as an Anki deck for each language, and the reading of their pages.

`questions` reads docs/interview.toml and the pages that it describes, `card` makes a note of a
question, `package` writes a deck, the same bytes every time.
"""
