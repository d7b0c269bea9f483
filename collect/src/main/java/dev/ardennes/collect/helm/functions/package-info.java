/// The functions of Go templates, Sprig and Helm. Nothing here reads a clock, chance, a file or a
/// network: functions that would give unknown values.
@NullMarked
package dev.ardennes.collect.helm.functions;

import org.jspecify.annotations.NullMarked;
