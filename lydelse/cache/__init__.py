"""What a build remembers for the next one, in `.cache/`: made anew whenever it is missing, damaged or out of date.

Nothing here knows what is remembered. What is kept lies beside the content, belongs to one engine, and can be deleted
at any time.
"""
