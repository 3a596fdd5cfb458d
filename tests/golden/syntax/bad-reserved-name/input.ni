site vnet any { prefix 10.0.0.0/24; }
circuit none;
group all = any;
claim own: direct can reach internet;
