#pragma once

/* Runs the jar form in this process, with the same arguments; returns if it is not installed. */
void run_jar(void);
