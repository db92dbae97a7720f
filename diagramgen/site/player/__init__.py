"""Step through: what a page needs so that a chart can be walked event by event.

`data` writes the walk as small JSON, `kit` the panel that the script fills in; the script is in
`assets`, joined by `style`. Without the script none of this is seen.
"""
