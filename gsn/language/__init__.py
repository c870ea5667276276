"""Text to case, and text to text: outline, reading, names, loading, formatting."""
