# nothing is declared here
