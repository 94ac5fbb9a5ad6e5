"""The store's schema over the years; a released revision is never edited."""
