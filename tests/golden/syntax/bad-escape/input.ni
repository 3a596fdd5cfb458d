design lab "C:\data\net";
