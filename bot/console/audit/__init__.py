"""Who of staff did what, when and from where, to be read and never changed."""
