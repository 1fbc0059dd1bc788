package dev.tailback.lab.control;

/** RFC 9457, with the members that are of use here. */
record Problem(String title, int status, String detail) {}
