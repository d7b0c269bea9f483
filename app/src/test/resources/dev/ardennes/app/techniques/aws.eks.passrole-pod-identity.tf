# gains: controls(admin)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.admin.arn }, # silent: "iam:PassRole" => "sts:GetCallerIdentity" ;; aws_iam_role.admin.arn => "arn:aws:iam::*:role/other"
      { Effect = "Allow", Action = "eks:CreatePodIdentityAssociation", Resource = aws_eks_cluster.apps.arn }, # silent: "eks:CreatePodIdentityAssociation" => "sts:GetCallerIdentity" ;; aws_eks_cluster.apps.arn => "arn:aws:eks:*:*:cluster/other"
      { Effect = "Allow", Action = "eks:CreateAccessEntry", Resource = aws_eks_cluster.apps.arn }, # silent: "eks:CreateAccessEntry" => "sts:GetCallerIdentity" ;; aws_eks_cluster.apps.arn => "arn:aws:eks:*:*:cluster/other"
      { Effect = "Allow", Action = "eks:AssociateAccessPolicy", Resource = "*" }, # silent: "eks:AssociateAccessPolicy" => "sts:GetCallerIdentity"
    ]
  })
}

resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "pods.eks.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: pods.eks.amazonaws.com => events.amazonaws.com
    ]
  })
}

resource "aws_iam_role" "control" {
  name = "control"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "eks.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_eks_cluster" "apps" {
  name = "apps"
  role_arn = aws_iam_role.control.arn
}
