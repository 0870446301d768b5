"""Measures building a site, beside others that make the same plain pages.

`source.py` is the site, `plain.py` its plain pages. `ours.py` and `peers.py` give those that make pages of it, each a
`Maker`; the others come from `tools.py`. `contest.py` lets them take turns and `growing.py` lets the site grow, while
`processes.py` watches what they cost. `profile.py` looks into a build. `report.py` and `picture.py` show what came of
it, with what `machine.py` knows.
"""
