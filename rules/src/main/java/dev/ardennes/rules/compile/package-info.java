/// What the evaluators run: rules unfolded for changed state and limited by absorption.
@NullMarked
package dev.ardennes.rules.compile;

import org.jspecify.annotations.NullMarked;
