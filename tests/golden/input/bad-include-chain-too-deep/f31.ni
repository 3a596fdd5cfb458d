include "f32.ni";
