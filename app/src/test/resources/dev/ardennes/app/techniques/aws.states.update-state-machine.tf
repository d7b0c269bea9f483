# gains: acts_through(flow)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "states:UpdateStateMachine", Resource = aws_sfn_state_machine.billing.arn }, # silent: "states:UpdateStateMachine" => "sts:GetCallerIdentity" ;; aws_sfn_state_machine.billing.arn => "arn:aws:states:*:*:stateMachine:other"
      { Effect = "Allow", Action = "states:StartExecution", Resource = aws_sfn_state_machine.billing.arn }, # silent: "states:StartExecution" => "sts:GetCallerIdentity" ;; aws_sfn_state_machine.billing.arn => "arn:aws:states:*:*:stateMachine:other"
    ]
  })
}

resource "aws_iam_role" "flow" {
  name = "flow"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "states.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_sfn_state_machine" "billing" {
  name = "billing"
  role_arn = aws_iam_role.flow.arn
  definition = jsonencode({ StartAt = "End", States = { End = { Type = "Succeed" } } })
}
