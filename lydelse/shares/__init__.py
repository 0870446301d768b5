"""The shares of a site: what is made of one policy by itself, so that several are worked on at once and those that
nothing happened to aren't worked on at all.

A share is first studied (read, resolved, rendered) and then, when nothing is wrong in any, composed into the new site.
"""
