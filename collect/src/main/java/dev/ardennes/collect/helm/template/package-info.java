/// The language of Go's `text/template`: lexer, parser and evaluator, within a budget and with
/// unknown values.
@NullMarked
package dev.ardennes.collect.helm.template;

import org.jspecify.annotations.NullMarked;
