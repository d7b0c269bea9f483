/// Entities, facts, evidence, verdicts, assumptions and the relation catalogue.
@NullMarked
package dev.ardennes.model;

import org.jspecify.annotations.NullMarked;
