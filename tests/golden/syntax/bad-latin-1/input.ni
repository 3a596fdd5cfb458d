design lab; # café
