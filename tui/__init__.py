"""The desk: what an editor sees and does."""
