// Shortcuts and small manners of the pages; every page works without it.
