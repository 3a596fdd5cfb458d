design a "München";
