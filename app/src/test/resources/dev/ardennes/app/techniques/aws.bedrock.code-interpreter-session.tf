# gains: runs_code_on(sandbox)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "bedrock-agentcore:StartCodeInterpreterSession", Resource = aws_bedrockagentcore_code_interpreter.sandbox.code_interpreter_arn }, # silent: "bedrock-agentcore:StartCodeInterpreterSession" => "sts:GetCallerIdentity" ;; aws_bedrockagentcore_code_interpreter.sandbox.code_interpreter_arn => "arn:aws:bedrock-agentcore:*:*:code-interpreter-custom/other-*"
      { Effect = "Allow", Action = "bedrock-agentcore:InvokeCodeInterpreter", Resource = aws_bedrockagentcore_code_interpreter.sandbox.code_interpreter_arn }, # silent: "bedrock-agentcore:InvokeCodeInterpreter" => "sts:GetCallerIdentity" ;; aws_bedrockagentcore_code_interpreter.sandbox.code_interpreter_arn => "arn:aws:bedrock-agentcore:*:*:code-interpreter-custom/other-*"
    ]
  })
}

resource "aws_iam_role" "runner" {
  name = "runner"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "bedrock-agentcore.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_bedrockagentcore_code_interpreter" "sandbox" {
  name = "sandbox"
  execution_role_arn = aws_iam_role.runner.arn
}
