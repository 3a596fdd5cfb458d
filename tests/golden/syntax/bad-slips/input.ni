site hub { prefix 10.0.0.0/24; }
site vent spoke { prefix 10.0.1.0/24,; }
claim a: hub can not reach spoke;
claim b: hub can reach spoke, dc;
claim c: hub can reach spoke and dc;
claim d: path from hub to spoke, dc is direct;
claim e: hub can reach spoke via 10.0.0.4;
claim f: hub can reach spoke via { fw1, fw2 };
matrix m {
    columns ;
}
matrix n {
    columns hub spoke;
    key k = via fw;
    hub, ., Y;
}
