claim up: hub can reach spoke on tcp 90-80;
