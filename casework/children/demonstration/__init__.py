"""How the demonstration authority is invented: its days, names, families, journeys and words."""
