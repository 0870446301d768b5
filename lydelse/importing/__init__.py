"""Importing: from a document, a folder of documents or a history in git to versions of a policy.

```text
read      a file of some format     → Document     clean HTML, every word of the source, what was set aside
divide    Document                  → Manuscript   sections with ids and titles, in the project's own Markdown
date      its statements, commits   → Snapshot     a manuscript with its day
align     Snapshots                 → Snapshots    sections keep their ids from one to the next
write     Snapshots                 → content/     folders of versions; nothing is written over
```
"""
