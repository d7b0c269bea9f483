output "cluster" {
  description = "For `aws eks update-kubeconfig`."
  value       = aws_eks_cluster.main.name
}

output "workload_roles" {
  description = "What service accounts are annotated with."
  value       = merge({ for name, role in aws_iam_role.workload : name => role.arn }, { shared = aws_iam_role.shared.arn })
}

output "registries" {
  description = "Where images are pushed."
  value       = { for name, repository in aws_ecr_repository.service : name => repository.repository_url }
}
