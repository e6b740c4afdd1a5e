"""What differs between two versions of a file: values, and lines."""
