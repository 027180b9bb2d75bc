"""The desk forgets somebody who asked the company for it: asked for by one, agreed to by another."""
