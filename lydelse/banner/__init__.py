"""The consent banner: from what is asked to the snippets that ask it."""

from lydelse.banner.snippet import Request, Snippet, features, is_needed, snippet
from lydelse.banner.texts import Leads

__all__ = ["Leads", "Request", "Snippet", "features", "is_needed", "snippet"]
