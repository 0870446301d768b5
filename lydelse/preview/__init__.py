"""The preview: a site that an editor sees while it is written, drafts among it, each page made when asked for."""
