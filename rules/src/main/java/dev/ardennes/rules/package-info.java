/// Techniques: what an attacker can do, as typed and checked data.
///
/// [dev.ardennes.rules.Technique] is one file's content; `load` reads files, `compile` makes the
/// rules that evaluators run, `check` holds a technique against its own cases, `document` writes
/// about it.
@NullMarked
package dev.ardennes.rules;

import org.jspecify.annotations.NullMarked;
