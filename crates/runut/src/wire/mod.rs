//! The JSON of INTERFACES: article lines, annotation lines, group lines, traces. Byte spans become code points here.
