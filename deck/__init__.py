"""The reading of docs/interview.toml and of the pages that it describes: see `questions`."""
