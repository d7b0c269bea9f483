/// What is asked of an AWS account and in which files the answers are kept.
@NullMarked
package dev.ardennes.live.aws;

import org.jspecify.annotations.NullMarked;
