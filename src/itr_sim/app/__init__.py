"""The command line and the screens; thin: flags to one library call, print, exit."""
