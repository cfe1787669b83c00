"""What a process has read and rendered, kept until anything changes (`statements.changing`)."""
