"""The statement for programs: in the Data Privacy Vocabulary and in TILT."""
