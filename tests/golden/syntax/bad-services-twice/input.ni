claim up: hub can reach spoke on tcp 80 via hub.fw on tcp 443;
