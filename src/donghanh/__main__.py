"""`python -m donghanh` is the command `donghanh`."""

from donghanh.faces.cli.main import main

main(prog_name="donghanh")
