"""The task "Read and publish" of Privacy › Start."""
