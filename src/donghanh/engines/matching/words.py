"""
The words that people bear in their names, by how much it tells that two people bear the same: [doublings].

Half of all people share a word of 1, one in eight a word of 3, one in thirty a word of 5. Surnames: shares
commonly quoted after Lê Trung Hoa (2005); middle and given names: rounded estimate, to be confirmed with the
counts of a register. Frozen on purpose, not counted from the lists at hand: a score must mean the same
tomorrow, for one nomination as for fifty thousand, and a stranger who joins a list must change nobody's score
(see docs/how-to/tune-matching.md). Diacritics count: Thủy is a name, Hủy is a typing error.
"""

WORDS_OF = {
    1: "Nguyễn Thị",
    2: "Văn",
    3: "Trần Lê",
    4: "Phạm Hoàng Huỳnh Phan Phán Đức Thanh Thành Thạnh Ngọc",
    5: (
        "Vũ Võ Vụ Đặng Đăng Bùi Minh Xuân Quang Quảng Hồng Hữu Đình Định Đinh Đỉnh Thu Thư Thụ Hùng Hưng"
        " Hứng Dũng Dung Dụng Tuấn Tuân Hải Hoa Hòa Hóa Hương Hường Hưởng Hướng Lan Lân Hà Hạ Thủy Thúy"
        " Thùy Thụy Hằng Hạng Hăng Thắng Thăng Nam Năm Sơn Anh Ánh Mai Phương Phượng Phường Phụng"
    ),
    6: (
        "Đỗ Độ Đô Hồ Hổ Ngô Ngộ Dương Dưỡng Đường Đương Lý Ly Kim Quốc Công Trọng Duy Mạnh Tiến Tiên"
        " Viết Việt Cường Cương Toàn Toán Toản Long Bình Bính Bỉnh Tùng Hiếu Hiểu Hiệu Trung Trúng Phong"
        " Phóng Huy Linh Lĩnh Nga Ngà Huyền Huyên Thảo Yến Yên Nhung Trang Tráng Hạnh Hiền Hiển Hiến Hiên"
        " Huệ Loan Liên Vân Vận Oanh Tâm Tám Bích Hân"
    ),
    7: (
        "Đoàn Doãn Đoan Trịnh Trinh Trình Lương Lượng Cao Đào Đạo Lưu Lựu Tạ Lâm Lam Lãm Chu Phùng Phúng"
        " Tống Vương Vượng Tô Tố Chiến Chiên Quân Quan Quán Khánh Khanh Phúc Thịnh Vinh Đạt Lợi Thuận"
        " Thuần Tân Tấn Tú Tư Hậu Giang Đông Đồng Quyết Nhân Nhàn Nhạn Nghĩa Bảo Hiệp Lực Quý Quy Thái"
        " Trường Trưởng Thơm Thắm Thương Thường Thưởng Nguyệt Tuyết Quỳnh Quyên Quyền Ngân Cúc Duyên Thục"
        " Hoài Thoa Thỏa Tươi Hợp Hợi Hảo Hào Khoa Khải Luân Doanh Danh Điệp Diệp Thạch Tình Tuyên Tuyến"
        " Chung Chi Chí Châm Gấm Lụa Luyến Miền Mơ My Mỵ Na Nhài Ninh Phú Quế Sen Uyên Vui Khuyên Sáng"
        " Tài Thế Thể Khắc Bá Ba Bé Hai Út Ái"
    ),
}
SURNAMES = (
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly doan dinh trinh mai luong cao dao"
    " luu ta lam chu phung tong vuong ha to trieu nghiem kieu khuc dong ninh quach thai van mac la chau thach"
    " dam than bach tang kim khong truong ton quan"
)
