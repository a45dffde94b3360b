"""The goals of speed, each measured against its limit."""
