package dev.ardennes.rules;

/// What a defender can see of a step.
///
/// @param log the log's dotted name: `aws.cloudtrail.management`
/// @param event the event's name in that log
/// @param when what sets the attack apart from daily work, with the rule's variables; may be empty
/// @param blind what this does not see
public record Detection(String log, String event, Sentence when, String blind) {}
