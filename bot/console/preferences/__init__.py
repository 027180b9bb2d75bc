"""How somebody wants pages to look: in which language, light or dark."""
