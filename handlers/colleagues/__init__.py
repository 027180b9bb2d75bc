"""Mails to members of the staff, each as they wish: who hears of what, and in which words."""
