"""The preview: a site that an editor sees while it is written, drafts among it, made from memory when it's asked for."""
