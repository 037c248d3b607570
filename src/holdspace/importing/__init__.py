"""Pages, prose and other tools' scripts → a routine script, with the timing facts that their authors stated."""
