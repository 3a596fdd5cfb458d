design lab "a title;
circuit er1 { location "Amsterdam; }
